package coulombus.formats.planted;

import coulombus.runtime.planted.KnowsAService;

/// Breaks: formats know the core only.
public final class KnowsTheRuntime {
    KnowsAService plumbing;
}
