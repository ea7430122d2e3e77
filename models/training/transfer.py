"""Runs ``pinna_training.studies.transfer``; see its docstring, or ``--help`` for the options."""
from pinna_training.studies.transfer import main

if __name__ == "__main__":
    main()
