using Arch.Expressions.Language;
using Arch.Workflows.Checking;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Editing;

/// <summary>An expression of a file.</summary>
/// <param name="Scalar">The scalar in which it stands.</param>
/// <param name="Start">Where it begins in the scalar's text.</param>
/// <param name="Text">The expression.</param>
/// <param name="Scope">The names in scope; <see langword="null"/> when they are not known.</param>
/// <param name="Compilation">What compiling it gave.</param>
internal sealed record ExpressionSite(
    YamlScalar Scalar,
    int Start,
    string Text,
    NameScope? Scope,
    ExpressionCompilation Compilation);
