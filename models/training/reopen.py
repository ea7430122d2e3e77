"""Runs ``pinna_training.fitting.reopen``; see its docstring, or ``--help`` for the options."""
from pinna_training.fitting.reopen import main

if __name__ == "__main__":
    main()
