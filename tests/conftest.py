"""What all tests share: property tests are not timed, because the first call of a kernel compiles it."""

from hypothesis import settings

settings.register_profile("presidium", deadline=None)
settings.load_profile("presidium")
