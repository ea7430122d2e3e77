"""Runs ``pinna_training.shipping.fit_decisions``; see its docstring, or ``--help`` for the options."""
from pinna_training.shipping.fit_decisions import main

if __name__ == "__main__":
    main()
