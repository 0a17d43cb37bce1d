"""Relecture: finds what machines left in French text, and puts back what stood there."""

__version__ = "0.1.0"
