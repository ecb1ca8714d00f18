"""Whether the process lives, and whether it is ready to serve."""

from fastapi import APIRouter, Request, Response
from sqlalchemy import text

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(request: Request, response: Response) -> dict[str, str]:
    """The database answers and has the code's schema; 503 otherwise."""
    with request.app.state.session_factory() as session:
        revision = session.execute(text("select version_num from alembic_version")).scalar()
    if revision != request.app.state.schema_head:
        response.status_code = 503
        return {"status": "schema differs from the code's"}
    return {"status": "ready"}
