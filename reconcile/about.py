"""What this is. The version is written here alone: the package's metadata are made of it.

Why not the other way: to read the metadata of an installation takes thirty milliseconds of every start.
"""

VERSION = "0.1.0"
