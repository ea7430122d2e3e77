"""Runs ``pinna_training.data.rooms``, which says what it does; ``--help`` lists the options."""
from pinna_training.data.rooms import main

if __name__ == "__main__":
    main()
