"""The model: what a document says, and every fault of the data it is made from."""
