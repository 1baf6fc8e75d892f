namespace Arch.Expressions.JavaScript.Checking;

/// <summary>The parameters of the arrow functions around a part of an expression.</summary>
internal sealed class LocalNames(LocalNames? outer)
{
    private readonly Dictionary<string, Inferred> _names = new(StringComparer.Ordinal);

    public LocalNames? Outer => outer;

    public IEnumerable<string> All => outer is null ? _names.Keys : _names.Keys.Concat(outer.All);

    public void Add(string name, Inferred value) => _names[name] = value;

    /// <summary>Tells whether the innermost function has a parameter of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether it has.</returns>
    public bool Declares(string name) => _names.ContainsKey(name);

    public bool TryFind(string name, out Inferred value)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._names.TryGetValue(name, out value))
            {
                return true;
            }
        }

        value = default;
        return false;
    }
}
