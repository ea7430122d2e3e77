"""Runs ``pinna_training.studies.split_report``, which says what it does; ``--help`` lists the options."""
from pinna_training.studies.split_report import main

if __name__ == "__main__":
    main()
