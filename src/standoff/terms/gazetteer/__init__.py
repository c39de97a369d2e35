"""The gazetteer: which places of the world a name can mean, best first.

>>> found = load_gazetteer().find("Kiev")[0]
>>> found.name, found.geonames, found.country, found.resolution
('Kyiv', 703448, 'UKR', 4)
"""

from standoff.terms.gazetteer.areas import Area, load_areas
from standoff.terms.gazetteer.candidate import Candidate
from standoff.terms.gazetteer.gazetteer import Gazetteer, distance_km, load_gazetteer
from standoff.terms.name_keys import fold

__all__ = ["Area", "Candidate", "Gazetteer", "distance_km", "fold", "load_areas", "load_gazetteer"]
