using Arch.Expressions.Types;

namespace Arch.Workflows.Editing;

/// <summary>What must stand somewhere in data.</summary>
/// <param name="Shape">The type.</param>
/// <param name="Subject">What it is called, such as <c>input 'url' of step type 'http.request'</c>.</param>
internal sealed record WantedType(TypeShape Shape, string Subject);
