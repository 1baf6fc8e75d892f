using Acornima.Ast;
using Arch.Expressions.JavaScript.Syntax;
using Arch.Expressions.Types;

namespace Arch.Expressions.JavaScript.Checking;

/// <content>Calls of built-in functions, and the arrow functions given to them.</content>
internal sealed partial class ExpressionChecker
{
    private Inferred InferCall(CallExpression call)
    {
        switch (call.Callee)
        {
            case Identifier name when AllowedGlobals.Expression.Contains(name.Name) && !_locals.TryFind(name.Name, out _):
                var secret = InferAll(call.Arguments);
                var result = Of(BuiltinMembers.Call(name.Name));
                return secret && name.Name != "hash" ? result with { IsSecret = true } : result;
            case MemberExpression member:
                return InferMethodCall(member, call);
            case ArrowFunctionExpression arrow:
                return InferArrow(
                    arrow,
                    [.. call.Arguments.AsEnumerable().Select(argument => argument is SpreadElement ? TypeShape.Any : Infer(argument).Shape)]);
            default:
                Infer(call.Callee);
                InferAll(call.Arguments);
                return Inferred.Any;
        }
    }

    private Inferred InferMethodCall(MemberExpression callee, CallExpression call)
    {
        if (callee.Object is Identifier global && IsGlobal(global.Name))
        {
            InferMember(callee, isCalled: true, out _);
            var secret = InferAll(call.Arguments);
            var found = Constants.NameOf(callee) is { } member
                && BuiltinMembers.OfGlobal(global.Name)!.TryGetValue(member, out var builtin)
                ? Of(builtin.Result)
                : TypeShape.Any;
            return secret ? found with { IsSecret = true } : found;
        }

        InferMember(callee, isCalled: true, out var owner);
        var method = default(BuiltinMember);
        if (Constants.NameOf(callee) is not { } name || BuiltinMembers.Of(owner)?.TryGetValue(name, out method) != true)
        {
            return InferAll(call.Arguments) || owner.IsSecret ? TypeShape.Any with { IsSecret = true } : TypeShape.Any;
        }

        var callback = call.Arguments.Count > 0 ? call.Arguments[0] : null;
        var isReduce = method.Result == BuiltinResult.Reduced;
        var initial = isReduce && call.Arguments.Count > 1 ? Shapes.Widen(Infer(call.Arguments[1]).Shape) : null;
        var given = TypeShape.Any;
        if (owner.Kind == ShapeKind.Array && callback is ArrowFunctionExpression arrow)
        {
            given = InferArrow(arrow, CallbackParameters(owner, name, isReduce, initial)).Shape;
        }
        else if (callback is not null)
        {
            given = Infer(callback).Shape;
        }

        var isSecret = owner.IsSecret || given.IsSecret;
        for (var i = isReduce ? 2 : 1; i < call.Arguments.Count; i++)
        {
            isSecret |= Infer(call.Arguments[i]).Shape.IsSecret;
        }

        var shape = method.Result switch
        {
            BuiltinResult.Same => owner,
            BuiltinResult.Element => owner.Items ?? TypeShape.Any,
            BuiltinResult.Mapped => TypeShape.ArrayOf(given),
            BuiltinResult.FlatMapped => TypeShape.ArrayOf(
                given.Kind == ShapeKind.Array ? given.Items ?? TypeShape.Any : given),
            BuiltinResult.Flattened => TypeShape.ArrayOf(
                call.Arguments.Count == 0 && owner.Items is { Kind: ShapeKind.Array, Items: { } inner }
                    ? inner
                    : TypeShape.Any),
            BuiltinResult.Reduced => initial is null ? TypeShape.Any : Shapes.Union(initial, given),
            var result => Of(result),
        };
        return isSecret ? shape with { IsSecret = true } : shape;
    }

    private static TypeShape[] CallbackParameters(TypeShape owner, string method, bool isReduce, TypeShape? initial)
    {
        var element = owner.Items ?? TypeShape.Any;
        return isReduce ? [initial ?? element, element, TypeShape.Integer, owner]
            : method is "sort" or "toSorted" ? [element, element]
            : [element, TypeShape.Integer, owner];
    }

    private Inferred InferArrow(ArrowFunctionExpression arrow, TypeShape[] parameters)
    {
        var outer = _locals;
        var defined = _defined;
        var chain = _chainUndefined;
        _locals = new LocalNames(outer);
        for (var i = 0; i < arrow.Params.Count; i++)
        {
            Bind(arrow.Params[i], i < parameters.Length ? parameters[i] : Inferred.Any);
        }

        // A parameter hides a name of the same spelling, and with it what is known of that name.
        _defined = _defined.Except(_defined.Where(path => _locals.Declares(path.Split('\0', 2)[0])));
        var result = Infer(arrow.Body);
        _locals = outer;
        _defined = defined;
        _chainUndefined = chain;
        return result;
    }

    private void Bind(Node pattern, Inferred value)
    {
        switch (pattern)
        {
            case Identifier name:
                _locals.Add(name.Name, value);
                if (IsProbed(name))
                {
                    Found(name, name.Name, value);
                }

                break;
            case AssignmentPattern withDefault:
                Bind(withDefault.Left, new Inferred(Shapes.Union(value.Shape, Infer(withDefault.Right).Shape)));
                break;
            case ObjectPattern record:
                foreach (var property in record.Properties)
                {
                    BindProperty(property, value.Shape);
                }

                break;
            case ArrayPattern array:
                foreach (var element in array.Elements)
                {
                    if (element is not null)
                    {
                        Bind(
                            element,
                            element is not RestElement && value.Shape is { Kind: ShapeKind.Array, Items: { } items }
                                ? items
                                : Inferred.Any);
                    }
                }

                break;
            case RestElement rest:
                Bind(rest.Argument, Inferred.Any);
                break;
        }
    }

    private void BindProperty(Node node, TypeShape owner)
    {
        if (node is not AssignmentProperty property)
        {
            Bind(node, Inferred.Any);
            return;
        }

        var name = property.Computed
            ? ComputedName(property.Key)
            : (property.Key as Identifier)?.Name ?? Constants.NameOf(property.Key);
        if (name is null || owner.Kind != ShapeKind.Object)
        {
            Bind(property.Value, Inferred.Any);
        }
        else if (owner.Members.TryGetValue(name, out var member))
        {
            if (member.Forbidden is { } forbidden)
            {
                Report(forbidden.Code, property.Key, forbidden.Message, forbidden.Remedy);
            }

            Bind(property.Value, new Inferred(member.Shape, member.MayBeUndefinedBecause));
        }
        else
        {
            if (!owner.IsOpen)
            {
                Report(
                    owner.MissingMemberCode,
                    property.Key,
                    $"There is no {owner.MemberNoun} '{name}'.",
                    Remedy(name, [.. owner.Members.Keys]));
            }

            Bind(property.Value, Inferred.Any);
        }
    }

    private static TypeShape Of(BuiltinResult result) => result switch
    {
        BuiltinResult.Nothing => TypeShape.Null,
        BuiltinResult.Boolean => TypeShape.Boolean,
        BuiltinResult.Integer => TypeShape.Integer,
        BuiltinResult.Number => TypeShape.Number,
        BuiltinResult.Text => TypeShape.String,
        BuiltinResult.DateTime => TypeShape.Of(ShapeKind.DateTime),
        BuiltinResult.Texts => TypeShape.ArrayOf(TypeShape.String),
        BuiltinResult.Object => TypeShape.AnyObject,
        BuiltinResult.Pairs => TypeShape.ArrayOf(TypeShape.ArrayOf(TypeShape.Any)),
        BuiltinResult.Array => TypeShape.ArrayOf(TypeShape.Any),
        _ => TypeShape.Any,
    };
}
