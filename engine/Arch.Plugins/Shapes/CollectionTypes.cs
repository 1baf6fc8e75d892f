namespace Arch.Plugins.Shapes;

/// <summary>Recognises lists and maps.</summary>
internal static class CollectionTypes
{
    /// <summary>Gets the type of a list's elements; <see langword="null"/> when the type is no list.</summary>
    public static Type? ElementOf(Type type) =>
        type == typeof(string) ? null
        : type.IsArray ? type.GetElementType()
        : Argument(type, typeof(IEnumerable<>), 0);

    /// <summary>Gets the type of a map's values; <see langword="null"/> when the type is no map with strings as keys.</summary>
    public static Type? ValueOfMap(Type type) =>
        Argument(type, typeof(IReadOnlyDictionary<,>), 1) ?? Argument(type, typeof(IDictionary<,>), 1);

    private static Type? Argument(Type type, Type openInterface, int index)
    {
        var closed = type.GetInterfaces().Prepend(type)
            .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == openInterface);
        return closed is null || (index == 1 && closed.GenericTypeArguments[0] != typeof(string))
            ? null
            : closed.GenericTypeArguments[index];
    }
}
