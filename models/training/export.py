"""Runs ``pinna_training.shipping.export``, which says what it does; ``--help`` lists the options."""
from pinna_training.shipping.export import main

if __name__ == "__main__":
    main()
