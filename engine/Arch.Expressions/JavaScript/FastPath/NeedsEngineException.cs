using System.Diagnostics.CodeAnalysis;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>The fast path met values that it leaves to the engine. The whole expression is evaluated there
/// instead.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Always caught where the evaluation begins")]
internal sealed class NeedsEngineException : Exception;
