using System.Collections.Immutable;
using Acornima;
using Acornima.Ast;
using Arch.Expressions.JavaScript.Syntax;
using Arch.Expressions.Language;
using Arch.Expressions.Types;
using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.Checking;

/// <summary>
/// Infers the type of an expression from the types of the names in scope, and reports names and members that are not
/// there. Where it knows nothing it says nothing.
/// </summary>
internal sealed partial class ExpressionChecker(string text, ITypeScope scope, int probed = -1)
{
    private readonly List<ExpressionProblem> _problems = [];
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private LocalNames _locals = new(null);
    private ImmutableHashSet<string> _defined = Narrowing.None;
    private string? _chainUndefined;

    public ExpressionCheck Check(Expression tree)
    {
        var result = Infer(tree);
        return new ExpressionCheck(result.Shape, _problems);
    }

    private Inferred Infer(Node node)
    {
        switch (node)
        {
            case Literal literal:
                return InferLiteral(literal);
            case TemplateLiteral template:
                return Shapes.Text(InferAll(template.Expressions));
            case Identifier name:
                return InferName(name);
            case ChainExpression chain:
                return InferChain(chain);
            case MemberExpression member:
                return InferMember(member, isCalled: false, out _);
            case CallExpression call:
                return InferCall(call);
            case LogicalExpression logical:
                return InferLogical(logical);
            case BinaryExpression binary:
                return InferBinary(binary);
            case UnaryExpression unary:
                return InferUnary(unary);
            case ConditionalExpression conditional:
                Infer(conditional.Test);
                var consequent = InferWhen(conditional.Test, true, conditional.Consequent);
                var alternate = InferWhen(conditional.Test, false, conditional.Alternate);
                return new(
                    Shapes.Union(consequent.Shape, alternate.Shape),
                    consequent.UndefinedBecause ?? alternate.UndefinedBecause);
            case ArrayExpression array:
                return InferArray(array);
            case ObjectExpression record:
                return InferObject(record);
            case ArrowFunctionExpression arrow:
                InferArrow(arrow, []);
                return Inferred.Any;
            case SpreadElement spread:
                return Infer(spread.Argument);
            default:
                return Inferred.Any;
        }
    }

    private static TypeShape InferLiteral(Literal literal) => literal switch
    {
        StringLiteral value => TypeShape.String with { Enum = [Value.From(value.Value)] },
        NumericLiteral value => Math.Truncate(value.Value) == value.Value ? TypeShape.Integer : TypeShape.Number,
        BooleanLiteral => TypeShape.Boolean,
        NullLiteral => TypeShape.Null,
        _ => TypeShape.Any,
    };

    private Inferred InferName(Identifier name)
    {
        var found = FindName(name);
        if (IsProbed(name))
        {
            Found(name, name.Name, found);
        }

        return found;
    }

    private Inferred FindName(Identifier name)
    {
        if (_locals.TryFind(name.Name, out var local))
        {
            return local;
        }

        if (scope.Find(name.Name) is { } shape)
        {
            return shape;
        }

        if (name.Name == "undefined")
        {
            return TypeShape.Null;
        }

        if (!AllowedGlobals.Expression.Contains(name.Name) && _unknown.Add(name.Name))
        {
            _problems.Add(UnknownName.Problem(name.Name, name.Start, scope.Names.Concat(_locals.All), "expression"));
        }

        return name.Name is "NaN" or "Infinity" ? TypeShape.Number : Inferred.Any;
    }

    private bool InferAll(in NodeList<Expression> expressions)
    {
        var isSecret = false;
        foreach (var expression in expressions)
        {
            isSecret |= Infer(expression).Shape.IsSecret;
        }

        return isSecret;
    }

    private Inferred InferWhen(Node condition, bool holds, Node node)
    {
        var before = _defined;
        _defined = before.Union(Narrowing.When(condition, holds));
        var result = Infer(node);
        _defined = before;
        return result;
    }

    private Inferred InferLogical(LogicalExpression logical)
    {
        var left = Infer(logical.Left);
        switch (logical.Operator)
        {
            case Operator.NullishCoalescing:
                var fallback = Infer(logical.Right);
                return new(
                    Shapes.Union(left.Shape with { IsNullable = false }, fallback.Shape), fallback.UndefinedBecause);
            case Operator.LogicalAnd:
                var right = InferWhen(logical.Left, true, logical.Right);
                return new(
                    left.Shape.Kind == ShapeKind.Boolean && left.UndefinedBecause is null
                        ? Shapes.Union(TypeShape.Boolean, right.Shape)
                        : TypeShape.Any,
                    left.UndefinedBecause ?? right.UndefinedBecause);
            default:
                var other = InferWhen(logical.Left, false, logical.Right);
                return new(Shapes.Union(left.Shape, other.Shape), other.UndefinedBecause);
        }
    }

    private Inferred InferBinary(BinaryExpression binary)
    {
        var left = Infer(binary.Left).Shape;
        var right = Infer(binary.Right).Shape;
        switch (binary.Operator)
        {
            case Operator.Addition:
                return Shapes.IsText(left) || Shapes.IsText(right) ? Shapes.Text(left.IsSecret || right.IsSecret)
                    : Shapes.IsNumber(left) && Shapes.IsNumber(right) ? InferNumber(left, right)
                    : Shapes.From(Shapes.From(TypeShape.Any, left), right);
            case Operator.Subtraction or Operator.Multiplication or Operator.Remainder:
                return InferNumber(left, right);
            case Operator.Division or Operator.Exponentiation:
                return TypeShape.Number;
            case Operator.BitwiseAnd or Operator.BitwiseOr or Operator.BitwiseXor or Operator.LeftShift or Operator.RightShift
                or Operator.UnsignedRightShift:
                return TypeShape.Integer;
            default:
                return TypeShape.Boolean;
        }
    }

    private static TypeShape InferNumber(TypeShape left, TypeShape right) =>
        left.Kind == ShapeKind.Integer && right.Kind == ShapeKind.Integer ? TypeShape.Integer : TypeShape.Number;

    private Inferred InferUnary(UnaryExpression unary)
    {
        var argument = Infer(unary.Argument).Shape;
        return unary.Operator switch
        {
            Operator.LogicalNot => TypeShape.Boolean,
            Operator.TypeOf => TypeShape.String,
            Operator.Void => TypeShape.Null,
            Operator.BitwiseNot => TypeShape.Integer,
            _ => argument.Kind == ShapeKind.Integer ? TypeShape.Integer : TypeShape.Number,
        };
    }

    private Inferred InferArray(ArrayExpression array)
    {
        TypeShape? items = null;
        foreach (var element in array.Elements)
        {
            var shape = element switch
            {
                null => TypeShape.Null,
                SpreadElement spread =>
                    Infer(spread.Argument).Shape is { Kind: ShapeKind.Array, Items: { } spreadItems }
                    ? spreadItems
                    : TypeShape.Any,
                _ => Infer(element).Shape,
            };
            items = items is null ? shape : Shapes.Union(items, shape);
        }

        return Shapes.From(TypeShape.ArrayOf(items ?? TypeShape.Any), items ?? TypeShape.Any);
    }

    private Inferred InferObject(ObjectExpression record)
    {
        var members = new Dictionary<string, ShapeMember>(StringComparer.Ordinal);
        var isOpen = false;
        foreach (var node in record.Properties)
        {
            if (node is SpreadElement spread)
            {
                var source = Infer(spread.Argument).Shape;
                isOpen |= source.Kind != ShapeKind.Object || source.IsOpen;
                foreach (var (name, member) in source.Members)
                {
                    members[name] = member;
                }
            }
            else if (node is Property property)
            {
                var value = Infer(property.Value);
                var name = property.Computed
                    ? ComputedName(property.Key)
                    : (property.Key as Identifier)?.Name ?? Constants.NameOf(property.Key);
                isOpen |= name is null;
                if (name is not null)
                {
                    members[name] = new ShapeMember(value.Shape) { IsRequired = true, MayBeUndefinedBecause = value.UndefinedBecause };
                }
            }
        }

        return TypeShape.ObjectOf(members) with { IsOpen = isOpen, IsSecret = members.Values.Any(member => member.Shape.IsSecret) };
    }

    private string? ComputedName(Node key)
    {
        Infer(key);
        return Constants.NameOf(key);
    }
}
