"""The routes of `/api/v1`, one module for each kind of thing."""

from fastapi import APIRouter

from app.api.routes import (
    amounts,
    cases,
    controllers,
    deadlines,
    documents,
    dossiers,
    files,
    findings,
    law,
    letters,
    mandates,
    packet,
    readings,
    sessions,
    standing,
    steps,
    suggestions,
)


def routers() -> tuple[APIRouter, ...]:
    """All of them, in the order of the documentation."""
    return tuple(
        module.router
        for module in (
            controllers,
            letters,
            deadlines,
            dossiers,
            sessions,
            cases,
            steps,
            findings,
            suggestions,
            files,
            readings,
            documents,
            standing,
            mandates,
            packet,
            law,
            amounts,
        )
    )
