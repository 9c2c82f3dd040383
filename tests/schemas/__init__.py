"""Where schemas come from, and the serializers that are made of them."""
