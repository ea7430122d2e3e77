"""Runs ``pinna_training.measuring.evaluation_sets``, which says what it does; ``--help`` lists the options."""
from pinna_training.measuring.evaluation_sets import main

if __name__ == "__main__":
    main()
