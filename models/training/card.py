"""Runs ``pinna_training.shipping.card``, which says what it does; ``--help`` lists the options."""
from pinna_training.shipping.card import main

if __name__ == "__main__":
    main()
