"""Where schemas come from: files, compilers, the schema registry; and the serializers that are made of them."""
