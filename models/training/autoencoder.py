"""Runs ``pinna_training.shipping.autoencoder``; see its docstring, or ``--help`` for the options."""
from pinna_training.shipping.autoencoder import main

if __name__ == "__main__":
    main()
