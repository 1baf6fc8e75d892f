namespace Arch.Expressions.JavaScript.Syntax;

/// <summary>The names that a function or block declares.</summary>
internal sealed class NameScope(NameScope? outer)
{
    private HashSet<string>? _names;

    public void Add(string name) => (_names ??= new(StringComparer.Ordinal)).Add(name);

    public bool Contains(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._names?.Contains(name) == true)
            {
                return true;
            }
        }

        return false;
    }

    private NameScope? Outer { get; } = outer;
}
