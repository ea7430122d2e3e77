"""Runs ``pinna_training.shipping.export``; see its docstring, or ``--help`` for the options."""
from pinna_training.shipping.export import main

if __name__ == "__main__":
    main()
