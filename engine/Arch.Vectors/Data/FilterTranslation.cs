using System.Collections;
using System.Linq.Expressions;
using System.Text.Json.Nodes;
using Microsoft.Extensions.VectorData.ProviderServices;
using Microsoft.Extensions.VectorData.ProviderServices.Filter;

namespace Arch.Vectors.Data;

/// <summary>Turns a condition in C# into a filter of the store, where the store has such a filter: comparisons that must all hold.</summary>
internal sealed class FilterTranslation : FilterTranslatorBase
{
    private readonly JsonObject _filter = [];

    private FilterTranslation()
    {
    }

    public static JsonObject? Translate(LambdaExpression? filter, CollectionModel model)
    {
        if (filter is null)
        {
            return null;
        }

        var translation = new FilterTranslation();
        translation.Visit(translation.PreprocessFilter(filter, model, new FilterPreprocessingOptions()));
        return translation._filter;
    }

    private void Visit(Expression node)
    {
        switch (node)
        {
            case BinaryExpression { NodeType: ExpressionType.AndAlso } both:
                Visit(both.Left);
                Visit(both.Right);
                break;
            case BinaryExpression comparison when Name(comparison.NodeType) is { } name:
                Compare(comparison, name);
                break;
            case UnaryExpression { NodeType: ExpressionType.Not } not when Field(not.Operand) is { } field:
                Add(field, "eq", JsonValue.Create(false));
                break;
            case ConstantExpression { Value: true }:
                break;
            case MethodCallExpression call when TryMatchContains(call, out var source, out var item):
                Contains(call, source, item);
                break;
            default:
                Add(Field(node) ?? throw Unsupported(node), "eq", JsonValue.Create(true));
                break;
        }
    }

    private void Compare(BinaryExpression comparison, string name)
    {
        if (Field(comparison.Left) is { } field && Constant(comparison.Right, out var value))
        {
            Add(field, name, RecordValues.ToJson(value));
        }
        else if (Field(comparison.Right) is { } other && Constant(comparison.Left, out value))
        {
            Add(other, Mirrored(name), RecordValues.ToJson(value));
        }
        else
        {
            throw Unsupported(comparison);
        }
    }

    private void Contains(MethodCallExpression call, Expression source, Expression item)
    {
        if (Field(source) is { } array && Constant(item, out var value))
        {
            Add(array, "contains", RecordValues.ToJson(value));
        }
        else if (Field(item) is { } field && Constants(source) is { } values)
        {
            Add(field, "in", new JsonArray([.. values.Select(RecordValues.ToJson)]));
        }
        else
        {
            throw Unsupported(call);
        }
    }

    private void Add(string field, string comparison, JsonNode? value)
    {
        var comparisons = _filter[field]?.AsObject();
        if (comparisons is null)
        {
            _filter[field] = comparisons = [];
        }

        if (!comparisons.TryAdd(comparison, value))
        {
            throw new NotSupportedException($"The filter compares '{field}' twice by '{comparison}', which the store cannot.");
        }
    }

    private string? Field(Expression node)
    {
        if (!TryBindProperty(Unwrapped(node), out var property))
        {
            return null;
        }

        return property is DataPropertyModel { IsFullTextIndexed: false }
            ? property.StorageName
            : throw new NotSupportedException($"The filter compares '{property.ModelName}'; keys, vectors and full texts cannot be filtered.");
    }

    private static bool Constant(Expression node, out object? value)
    {
        var constant = Unwrapped(node) as ConstantExpression;
        value = constant?.Value;
        return constant is not null;
    }

    private static List<object?>? Constants(Expression node) => Unwrapped(node) switch
    {
        ConstantExpression { Value: IEnumerable values and not string } => [.. values.Cast<object?>()],
        NewArrayExpression array when array.Expressions.All(element => Unwrapped(element) is ConstantExpression) =>
            [.. array.Expressions.Select(element => ((ConstantExpression)Unwrapped(element)).Value)],
        _ => null,
    };

    private static Expression Unwrapped(Expression node) =>
        node is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert ? Unwrapped(convert.Operand) : node;

    private static string? Name(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "gte",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "lte",
        _ => null,
    };

    private static string Mirrored(string name) => name switch
    {
        "gt" => "lt",
        "gte" => "lte",
        "lt" => "gt",
        "lte" => "gte",
        _ => name,
    };

    private static NotSupportedException Unsupported(Expression node) =>
        new($"The filter '{node}' has no counterpart in the store; comparisons of properties with values, joined by '&&', have.");
}
