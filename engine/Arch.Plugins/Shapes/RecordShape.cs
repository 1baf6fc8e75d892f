using Arch.Expressions.Types;

namespace Arch.Plugins.Shapes;

/// <summary>What a record declares.</summary>
/// <param name="Shape">Its shape, an object.</param>
/// <param name="HasConstraints">Whether the shape demands more than the record's types hold: ranges, patterns, lengths, values.</param>
internal sealed record RecordShape(TypeShape Shape, bool HasConstraints);
