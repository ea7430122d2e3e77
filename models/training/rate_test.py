"""Runs ``pinna_training.studies.rate_test``, which says what it does; ``--help`` lists the options."""
from pinna_training.studies.rate_test import main

if __name__ == "__main__":
    main()
