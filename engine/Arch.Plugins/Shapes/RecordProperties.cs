using System.Reflection;
using System.Text.Json.Serialization;

namespace Arch.Plugins.Shapes;

/// <summary>The properties of a record that are part of its declaration, in the order they are written.</summary>
internal static class RecordProperties
{
    public static IEnumerable<PropertyInfo> Of(Type record) => record
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetMethod is { IsPublic: true }
            && property.GetIndexParameters().Length == 0
            && !property.IsDefined(typeof(JsonIgnoreAttribute)));
}
