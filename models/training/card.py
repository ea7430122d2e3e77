"""Runs ``pinna_training.shipping.card``; see its docstring, or ``--help`` for the options."""
from pinna_training.shipping.card import main

if __name__ == "__main__":
    main()
