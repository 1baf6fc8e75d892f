using System.Collections.Immutable;
using Arch.Expressions.Language;
using Arch.Expressions.Types;

namespace Arch.Workflows.Checking;

/// <summary>The names that expressions at one place may use. Immutable.</summary>
internal sealed class NameScope : ITypeScope
{
    private readonly ImmutableDictionary<string, TypeShape> _shapes;

    private NameScope(ImmutableDictionary<string, TypeShape> shapes) => _shapes = shapes;

    public static NameScope Empty { get; } = new(ImmutableDictionary.Create<string, TypeShape>(StringComparer.Ordinal));

    public IEnumerable<string> Names => _shapes.Keys;

    public TypeShape? Find(string name) => _shapes.GetValueOrDefault(name);

    public NameScope With(string name, TypeShape shape) => new(_shapes.SetItem(name, shape));
}
