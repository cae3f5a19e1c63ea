"""The page of a complaint packet: it says what is in it and what is missing, makes it, and gives it out."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.complaints.packet.verify import verify
from app.wiring import Wiring
from tests.web.dossiers import Dossier, opened
