"""Runs ``pinna_training.fixtures.descriptors``; see its docstring, or ``--help`` for the options."""
from pinna_training.fixtures.descriptors import main

if __name__ == "__main__":
    main()
