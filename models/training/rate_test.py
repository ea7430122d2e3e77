"""Runs ``pinna_training.studies.rate_test``; see its docstring, or ``--help`` for the options."""
from pinna_training.studies.rate_test import main

if __name__ == "__main__":
    main()
