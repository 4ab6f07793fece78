"""What a case, or a file that was made of one, proves, and what nothing in it can prove."""

from app.proof.looking import look as look
from app.proof.values import Finding as Finding
from app.proof.values import Limit as Limit
from app.proof.values import Verdict as Verdict
from app.proof.values import Wish as Wish
