using Acornima.Ast;
using Arch.Expressions.JavaScript.Syntax;
using Arch.Expressions.Language;
using Arch.Expressions.Types;

namespace Arch.Expressions.JavaScript.Checking;

/// <content>What is known at one position, which editors ask for.</content>
internal sealed partial class ExpressionChecker
{
    private ExpressionProbe? _found;

    /// <summary>Tells what is known of the name or member at the position that the checker was made for.</summary>
    public ExpressionProbe? Probe(Expression tree)
    {
        Infer(tree);
        return _found;
    }

    private bool IsProbed(Node name) => probed >= name.Start && probed <= name.End;

    private void Found(Node place, string name, Inferred value) =>
        _found = new(name, place.Start, place.End - place.Start, value.Shape)
        {
            UndefinedBecause = value.UndefinedBecause,
            Locals = _locals.All.Distinct(StringComparer.Ordinal).ToDictionary(
                local => local,
                local => _locals.TryFind(local, out var known) ? known.Shape : TypeShape.Any,
                StringComparer.Ordinal),
            Builtins = AllowedGlobals.Expression,
        };

    private void Found(Node place, string name, Inferred value, Inferred owner, IEnumerable<string> builtins) =>
        _found = new(name, place.Start, place.End - place.Start, value.Shape)
        {
            Owner = owner.Shape,
            UndefinedBecause = value.UndefinedBecause,
            OwnerUndefinedBecause = owner.UndefinedBecause,
            Builtins = [.. builtins],
        };
}
