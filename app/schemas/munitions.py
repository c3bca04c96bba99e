"""Munition concepts as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pydantic import Field

from app.schemas.claims import Out, Page
from app.schemas.supplies import Labelled
from app.schemas.wanted import MAX_PAGE, PageWanted, Wanted
from graph.claims.munition import Munition, broader_munitions, munitions
from graph.claims.registers import Category, registered
from graph.network.concepts import ConceptTold


class MunitionsWanted(Wanted, PageWanted):
    """Which claims count, and which part of the concepts."""

    limit: int = Field(default=MAX_PAGE, ge=1, le=MAX_PAGE)


class MunitionOut(Out):
    """A munition concept and its place in the tree; counts include the concepts below it."""

    id: str
    label: str
    broader: tuple[str, ...] = Field(description="The concepts above it, nearest first")
    unroca: str | None = Field(description="Category of the UN Register of Conventional Arms")
    sipri: str | None = Field(description="Category of SIPRI")
    eu_cml: str | None = Field(description="Item of the EU Common Military List")
    examples: tuple[str, ...]
    claims: int = Field(description="Claims that name it, or a narrower concept")
    suppliers: int = Field(description="Actors that supply it")
    recipients: int = Field(description="Actors that receive it")
    url: str

    @classmethod
    def of(cls, munition: Munition, told: ConceptTold) -> Self:
        """Show a munition concept."""
        return cls(
            id=munition.id,
            label=munition.label,
            broader=broader_munitions(munition.id),
            unroca=munition.unroca,
            sipri=munition.sipri,
            eu_cml=munition.eu_cml,
            examples=munition.examples,
            claims=told.claims,
            suppliers=len(told.suppliers),
            recipients=len(told.recipients),
            url=f"/v1/munitions/{munition.id}",
        )


class RegisterCategoryOut(Out):
    """A category of a register that a concept comes close to."""

    register_id: str = Field(examples=["unroca"])
    register_label: str
    page: str = Field(description="Where the register can be read")
    notation: str
    label: str

    @classmethod
    def of(cls, category: Category) -> Self:
        """Show a category."""
        return cls(
            register_id=category.register.id,
            register_label=category.register.label,
            page=category.register.page,
            notation=category.notation,
            label=category.label,
        )


class DesignationOut(Out):
    """A model that claims name."""

    designation: str
    claims: int


class MunitionsAnswer(Page):
    """Munition concepts, in the order of the register."""

    munitions: tuple[MunitionOut, ...]


class MunitionAnswer(Out):
    """A munition concept, and those next to it in the tree."""

    sequence: int
    munition: MunitionOut
    broader: Labelled | None = Field(description="The concept just above it")
    narrower: tuple[Labelled, ...] = Field(description="The concepts just below it")
    registers: tuple[RegisterCategoryOut, ...] = Field(
        description="What it comes close to elsewhere"
    )
    designations: tuple[DesignationOut, ...] = Field(
        description="Models of it and of narrower ones that claims name, most claims first"
    )
    supplies_url: str = Field(description="Who supplies it to whom")

    @classmethod
    def of(
        cls,
        munition: Munition,
        told: ConceptTold,
        sequence: int,
        designations: Iterable[tuple[str, int]],
    ) -> Self:
        """Show a munition concept, its neighbours and its models."""
        below = (other for other in munitions().values() if other.broader == munition.id)
        return cls(
            sequence=sequence,
            munition=MunitionOut.of(munition, told),
            broader=Labelled.munition(munition.broader),
            narrower=tuple(Labelled(id=one.id, label=one.label) for one in below),
            registers=tuple(map(RegisterCategoryOut.of, registered(munition))),
            designations=tuple(
                DesignationOut(designation=name, claims=count) for name, count in designations
            ),
            supplies_url=f"/v1/supplies?munition={munition.id}",
        )
