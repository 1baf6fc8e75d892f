using System.Runtime.CompilerServices;
using Acornima;
using Acornima.Ast;
using Arch.Expressions.JavaScript.Syntax;
using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>Compiles the common simple forms of expressions. What it does not know makes the whole expression one for
/// the engine.</summary>
internal sealed class FastCompiler
{
    private readonly string _text;
    private bool _isPossible = true;

    private FastCompiler(string text) => _text = text;

    /// <summary>Compiles an expression.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tree">Its tree.</param>
    /// <returns>The compiled expression, or <see langword="null"/> when it needs the engine.</returns>
    public static FastNode? Compile(string text, Expression tree)
    {
        var compiler = new FastCompiler(text);
        var node = compiler.Compile(tree);
        return compiler._isPossible ? node : null;
    }

    private FastNode Compile(Node node) => node switch
    {
        StringLiteral text => new ConstantNode(Value.From(text.Value)),
        NumericLiteral number => new ConstantNode(Value.From(number.Value)),
        BooleanLiteral truth => new ConstantNode(Value.From(truth.Value)),
        NullLiteral => new ConstantNode(Value.Null),
        Identifier { Name: "undefined" } => new ConstantNode(Value.Undefined),
        Identifier { Name: "NaN" } => new ConstantNode(Value.From(double.NaN)),
        Identifier { Name: "Infinity" } => new ConstantNode(Value.From(double.PositiveInfinity)),
        Identifier name when !AllowedGlobals.Expression.Contains(name.Name) => new NameNode(name.Name),
        MemberExpression member when IsData(member.Object) => CompileMember(member),
        ChainExpression chain => new ChainNode(Compile(chain.Expression)),
        LogicalExpression logical => new LogicalNode(logical.Operator, Compile(logical.Left), Compile(logical.Right)),
        BinaryExpression binary when OperationOf(binary.Operator) is { } operation =>
            new BinaryNode(operation, Compile(binary.Left), Compile(binary.Right)),
        UnaryExpression unary when OperationOf(unary) is { } operation => new UnaryNode(
            operation, Compile(unary.Argument)),
        ConditionalExpression conditional =>
            new ConditionalNode(
                Compile(conditional.Test), Compile(conditional.Consequent), Compile(conditional.Alternate)),
        TemplateLiteral template => new TextNode(
            [.. template.Quasis.AsEnumerable().Select(part => part.Value.Cooked ?? "")],
            CompileAll(template.Expressions)),
        ArrayExpression array when array.Elements.AsEnumerable().All(
            element => element is not null and not SpreadElement) =>
            new ArrayNode([.. array.Elements.AsEnumerable().Select(element => Compile(element!))]),
        ObjectExpression record => CompileObject(record),
        CallExpression { Optional: false } call => CompileCall(call),
        _ => Leave(),
    };

    private ConstantNode Leave()
    {
        _isPossible = false;
        return new ConstantNode(Value.Undefined);
    }

    private FastNode[] CompileAll(in NodeList<Expression> nodes)
    {
        var compiled = new FastNode[nodes.Count];
        for (var i = 0; i < compiled.Length; i++)
        {
            compiled[i] = Compile(nodes[i]);
        }

        return compiled;
    }

    private static bool IsData(Node node) =>
        node is not Identifier name || !AllowedGlobals.Expression.Contains(name.Name);

    private MemberNode CompileMember(MemberExpression member)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        FastNode key = Constants.NameOf(member) is { } name && !(member.Property is NumericLiteral)
            ? new ConstantNode(Value.From(name))
            : Compile(member.Property);
        return new MemberNode(Compile(member.Object), key, member.Optional, TextOf(member));
    }

    private MemberText TextOf(MemberExpression member) => new(
        _text[member.Object.Start..member.Object.End],
        member.Computed
            ? $"[{_text[member.Property.Start..member.Property.End]}]"
            : "." + _text[member.Property.Start..member.Property.End]);

    private FastNode CompileCall(CallExpression call)
    {
        if (call.Arguments.AsEnumerable().Any(argument => argument is SpreadElement))
        {
            return Leave();
        }

        switch (call.Callee)
        {
            case Identifier name when FastFunctions.Find(name.Name) is { } function:
                return new CallNode(function, CompileAll(call.Arguments));
            case MemberExpression { Object: Identifier owner } member when !IsData(owner):
                return Constants.NameOf(member) is { } global
                    && FastFunctions.Find($"{owner.Name}.{global}") is { } known
                    ? new CallNode(known, CompileAll(call.Arguments))
                    : Leave();
            case MemberExpression member when Constants.NameOf(member) is { } name && FastMethods.Find(name) is { } method:
                return new MethodNode(
                    Compile(member.Object), method, CompileAll(call.Arguments), member.Optional, TextOf(member));
            default:
                return Leave();
        }
    }

    private FastNode CompileObject(ObjectExpression record)
    {
        var entries = new List<(string? Name, FastNode Value)>(record.Properties.Count);
        foreach (var node in record.Properties)
        {
            if (node is SpreadElement spread)
            {
                entries.Add((null, Compile(spread.Argument)));
            }
            else if (node is Property { Computed: false } property
                && ((property.Key as Identifier)?.Name ?? Constants.NameOf(property.Key)) is { } name
                    && !PropertyName.IsIndex(name, out _))
            {
                entries.Add((name, Compile(property.Value)));
            }
            else
            {
                return Leave();
            }
        }

        return new ObjectNode([.. entries]);
    }

    private static Func<Value, Value, Value>? OperationOf(Operator operation) => operation switch
    {
        Operator.Addition => Operators.Add,
        Operator.Subtraction => Operators.Subtract,
        Operator.Multiplication => Operators.Multiply,
        Operator.Division => Operators.Divide,
        Operator.Remainder => Operators.Remainder,
        Operator.Exponentiation => Operators.Power,
        Operator.StrictEquality => Operators.StrictlyEqual,
        Operator.StrictInequality => Operators.StrictlyUnequal,
        Operator.LessThan => Operators.Less,
        Operator.LessThanOrEqual => Operators.LessOrEqual,
        Operator.GreaterThan => Operators.Greater,
        Operator.GreaterThanOrEqual => Operators.GreaterOrEqual,
        _ => null,
    };

    private static Func<Value, Value>? OperationOf(UnaryExpression unary) => unary.Operator switch
    {
        Operator.LogicalNot => Operators.Not,
        Operator.UnaryNegation => Operators.Negate,
        Operator.UnaryPlus => Operators.Plus,
        Operator.TypeOf => Operators.TypeOf,
        _ => null,
    };
}
