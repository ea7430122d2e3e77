"""Runs ``pinna_training.measuring.evaluation_sets``; see its docstring, or ``--help`` for the options."""
from pinna_training.measuring.evaluation_sets import main

if __name__ == "__main__":
    main()
