# The home folder of the account exists and belongs to it.
