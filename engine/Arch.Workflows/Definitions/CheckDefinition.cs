using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary>Something that must hold before a run starts.</summary>
/// <param name="When">What must be true.</param>
/// <param name="Message">What is said when it is not.</param>
/// <param name="Blocks">Whether the run is refused, rather than warned about.</param>
public sealed record CheckDefinition(ExpressionHandle When, Template Message, bool Blocks);
