"""Runs ``pinna_training.studies.ablations``, which says what it does; ``--help`` lists the options."""
from pinna_training.studies.ablations import main

if __name__ == "__main__":
    main()
