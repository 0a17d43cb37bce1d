"""How good a translation is, as one figure: what was found, weighed by severity, against the words of the source.

The figure follows the linear scoring model of MQM without calibration (`qa.score.model`). It counts what the rules
find, and nothing else: a text without findings is not thereby a good one.
"""
