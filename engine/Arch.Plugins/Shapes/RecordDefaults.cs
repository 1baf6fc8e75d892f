using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Arch.Expressions.Values;

namespace Arch.Plugins.Shapes;

/// <summary>What holds for the members of a record that are not given. Read from an object made without any.</summary>
internal sealed class RecordDefaults
{
    private readonly JsonSerializerOptions _options;
    private readonly Dictionary<string, ParameterInfo> _parameters;
    private readonly object? _blank;

    private RecordDefaults(JsonSerializerOptions options, Dictionary<string, ParameterInfo> parameters, object? blank)
    {
        _options = options;
        _parameters = parameters;
        _blank = blank;
    }

    public static RecordDefaults Of(Type record, JsonSerializerOptions options)
    {
        if (record.IsValueType || record.GetConstructor(Type.EmptyTypes) is not null)
        {
            return new RecordDefaults(options, [], Activator.CreateInstance(record));
        }

        var constructor = record.GetConstructors() is [var only]
            ? only
            : throw new UnreadableShapeException($"'{record.Name}' has no constructor that JSON can use");
        var parameters = constructor.GetParameters().ToDictionary(parameter => parameter.Name!, StringComparer.OrdinalIgnoreCase);
        return new RecordDefaults(options, parameters, null);
    }

    public bool IsRequired(PropertyInfo property) =>
        property.IsDefined(typeof(RequiredMemberAttribute))
        || (_parameters.TryGetValue(property.Name, out var parameter) && !parameter.HasDefaultValue);

    /// <summary>Tells whether a member can be given at all, rather than being computed from others.</summary>
    public bool CanBeGiven(PropertyInfo property) =>
        property.SetMethod is { IsPublic: true } || _parameters.ContainsKey(property.Name);

    /// <summary>Gets the default of a member; undefined when it is required or its default is null.</summary>
    public Value Of(PropertyInfo property)
    {
        if (IsRequired(property))
        {
            return Value.Undefined;
        }

        var value = _blank is not null ? property.GetValue(_blank) : _parameters.GetValueOrDefault(property.Name)?.DefaultValue;
        return value is null or JsonElement { ValueKind: JsonValueKind.Undefined }
            ? Value.Undefined
            : ValueJson.Parse(JsonSerializer.SerializeToUtf8Bytes(value, property.PropertyType, _options));
    }
}
