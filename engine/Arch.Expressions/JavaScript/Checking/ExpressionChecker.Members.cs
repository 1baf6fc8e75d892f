using Acornima.Ast;
using Arch.Expressions.JavaScript.Syntax;
using Arch.Expressions.Language;
using Arch.Expressions.Types;

namespace Arch.Expressions.JavaScript.Checking;

/// <content>Members: of objects whose type is declared, and of JavaScript's own values.</content>
internal sealed partial class ExpressionChecker
{
    private const int LongestQuote = 80;

    private static readonly HashSet<string> ObjectMethods =
        ["hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf"];

    // After one '?.' the rest of a chain is not evaluated when there is nothing before it.
    private Inferred InferChain(ChainExpression chain)
    {
        var outer = _chainUndefined;
        _chainUndefined = null;
        var result = Infer(chain.Expression);
        var because = Narrowing.PathOf(chain) is { } path && _defined.Contains(path)
            ? null
            : result.UndefinedBecause ?? _chainUndefined;
        _chainUndefined = outer;
        return result with { UndefinedBecause = because };
    }

    private Inferred InferMember(MemberExpression member, bool isCalled, out TypeShape ownerShape)
    {
        ownerShape = TypeShape.Any;
        if (member.Object is Identifier global && IsGlobal(global.Name))
        {
            var result = InferGlobalMember(global, member, isCalled);
            if (IsProbed(member.Property) && Constants.NameOf(member) is { } constant)
            {
                Found(member.Property, constant, result, Inferred.Any, BuiltinMembers.OfGlobal(global.Name)!.Keys);
            }

            return result;
        }

        var owner = Infer(member.Object);
        ownerShape = owner.Shape;
        if (member.Optional)
        {
            _chainUndefined ??= owner.UndefinedBecause;
        }
        else if (owner.UndefinedBecause is not null)
        {
            ReportUndefined(member, owner.UndefinedBecause);
        }

        if (member.Computed)
        {
            var key = Infer(member.Property).Shape;
            if (Constants.NameOf(member) is null)
            {
                return owner.Shape.Kind == ShapeKind.Array && Shapes.IsNumber(key)
                    ? owner.Shape.Items ?? TypeShape.Any
                    : Inferred.Any;
            }
        }

        var name = Constants.NameOf(member)!;
        var found = owner.Shape.Kind == ShapeKind.Object
            ? InferOwnMember(member, owner.Shape, name, isCalled)
            : InferBuiltinMember(member, owner.Shape, name, isCalled);
        if (IsProbed(member.Property))
        {
            var before = member.Optional ? owner with { UndefinedBecause = null } : owner;
            Found(member.Property, name, found, before, BuiltinMembers.Of(owner.Shape)?.Keys ?? []);
        }

        return found.UndefinedBecause is not null && Narrowing.PathOf(member) is { } path && _defined.Contains(path)
            ? found with { UndefinedBecause = null }
            : found;
    }

    private bool IsGlobal(string name) =>
        AllowedGlobals.Expression.Contains(name) && !_locals.TryFind(name, out _) && scope.Find(name) is null
        && BuiltinMembers.OfGlobal(name) is not null;

    private Inferred InferOwnMember(MemberExpression place, TypeShape owner, string name, bool isCalled)
    {
        if (owner.Members.TryGetValue(name, out var member))
        {
            if (member.Forbidden is { } forbidden)
            {
                Report(forbidden.Code, place.Property, forbidden.Message, forbidden.Remedy);
                return Inferred.Any;
            }

            return new(member.Shape, member.MayBeUndefinedBecause);
        }

        if (!(isCalled && ObjectMethods.Contains(name)))
        {
            ReportUnknown(place, owner, name);
        }

        return Shapes.From(TypeShape.Any, owner);
    }

    private void ReportUnknown(MemberExpression place, TypeShape owner, string name)
    {
        var allowed = owner.Members.Where(entry => entry.Value.Forbidden is null).Select(entry => entry.Key).ToList();
        if (!owner.IsOpen)
        {
            var of = owner.MemberNoun == "property" ? $" in '{Quote(place.Object)}'" : "";
            Report(
                owner.MissingMemberCode,
                place.Property,
                $"There is no {owner.MemberNoun} '{name}'{of}.",
                Remedy(name, allowed),
                FixOf(place.Property, name, allowed));
        }
        else if (!place.Computed && owner.MemberNoun is ("property" or "output") && Suggestions.Closest(name, allowed) is { } meant)
        {
            // There may be more than is known, but hardly two names that differ by a slip. What is declared in a section that could not
            // be read as a whole has a noun of its own, and is let through.
            _problems.Add(new(
                "ARCH2118",
                place.Property.Start,
                place.Property.End - place.Property.Start,
                $"'{Quote(place.Object)}' is not known to have '{name}'.",
                $"Did you mean '{meant}'?")
            {
                IsWarning = true,
                Fix = FixOf(place.Property, name, allowed),
            });
        }
    }

    private Inferred InferBuiltinMember(MemberExpression place, TypeShape owner, string name, bool isCalled)
    {
        if (BuiltinMembers.Of(owner) is not { } members)
        {
            return Shapes.From(TypeShape.Any, owner);
        }

        if (!members.TryGetValue(name, out var member))
        {
            if (uint.TryParse(name, out _))
            {
                return owner.Kind == ShapeKind.Array ? owner.Items ?? TypeShape.Any : Shapes.Text(owner.IsSecret);
            }

            if (!(isCalled && ObjectMethods.Contains(name)))
            {
                ReportMissing(place, Describe(owner), name, members.Keys);
            }

            return Inferred.Any;
        }

        return member.IsMethod ? Inferred.Any : Of(member.Result);
    }

    private Inferred InferGlobalMember(Identifier global, MemberExpression place, bool isCalled)
    {
        if (Constants.NameOf(place) is not { } name)
        {
            Infer(place.Property);
            return Inferred.Any;
        }

        var members = BuiltinMembers.OfGlobal(global.Name)!;
        if (members.TryGetValue(name, out var member))
        {
            return member.IsMethod ? Inferred.Any : Of(member.Result);
        }

        if (!(isCalled && ObjectMethods.Contains(name)) && name is not ("name" or "length"))
        {
            ReportMissing(place, $"'{global.Name}'", name, members.Keys);
        }

        return Inferred.Any;
    }

    private void ReportMissing(MemberExpression place, string owner, string name, IEnumerable<string> names) =>
        Report(
            "ARCH2105",
            place.Property,
            $"{owner} has no property '{name}'.",
            Suggestions.Closest(name, names) is { } meant ? $"Did you mean '{meant}'?" : null,
            FixOf(place.Property, name, names));

    // 'a.b' and 'a["b"]' are put right within their own notation.
    private static ExpressionFix? FixOf(Node property, string name, IEnumerable<string> names)
    {
        var meant = Suggestions.Closest(name, names);
        return (property, meant) switch
        {
            (_, null) => null,
            (Identifier, _) => new(property.Start, property.End - property.Start, meant),
            (StringLiteral, _) => new(property.Start + 1, property.End - property.Start - 2, meant),
            _ => null,
        };
    }

    private static string Remedy(string name, List<string> allowed) =>
        Suggestions.Closest(name, allowed) is { } meant ? $"Did you mean '{meant}'?"
        : allowed.Count > 0 ? $"Known: {string.Join(", ", allowed.Order(StringComparer.Ordinal).Take(20))}."
        : "None is declared; declare it first.";

    private void ReportUndefined(MemberExpression member, string because)
    {
        var rest = text[member.Object.End..EndOfChain(member)].TrimStart();
        var link = rest.StartsWith('[') ? "?." + rest : "?" + rest;
        Report(
            "ARCH2103",
            member.Property,
            $"'{Quote(member.Object)}' may be undefined: {because}.",
            $"Write '{text[member.Object.Start..member.Object.End]}{(link.Length > LongestQuote ? link[..LongestQuote] + "…" : link)}'.",
            member.Computed ? new(member.Object.End, 0, "?.")
            : text.AsSpan(member.Object.End..member.Property.Start).Trim() is "." ? new(member.Object.End, 0, "?")
            : null);
    }

    // The links after this one, as far as they are plain members: what the author will want to see rewritten.
    private int EndOfChain(MemberExpression member)
    {
        var end = member.End;
        while (end + 1 < text.Length && text[end] == '.' && (char.IsLetter(text[end + 1]) || text[end + 1] is '_' or '$'))
        {
            end++;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '$'))
            {
                end++;
            }
        }

        return end;
    }

    private string Quote(Node node)
    {
        var quote = text[node.Start..node.End];
        return quote.Length > LongestQuote ? quote[..LongestQuote] + "…" : quote;
    }

    private static string Describe(TypeShape shape) => shape.Kind switch
    {
        ShapeKind.Array => "An array",
        ShapeKind.Boolean => "A boolean",
        ShapeKind.Integer or ShapeKind.Number => "A number",
        ShapeKind.String => "A string",
        _ => $"A {shape.Kind.ToString().ToLowerInvariant()} (a string)",
    };

    private void Report(string code, Node place, string message, string? remedy, ExpressionFix? fix = null) =>
        _problems.Add(new(code, place.Start, place.End - place.Start, message, remedy) { Fix = fix });
}
