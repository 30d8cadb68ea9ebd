"""Place names (toponyms): recognition, metonymy ("Moscow said"), and resolution to GeoNames."""
