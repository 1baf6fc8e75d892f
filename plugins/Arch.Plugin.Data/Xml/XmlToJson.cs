using System.Text.Json;
using System.Xml.Linq;

namespace Arch.Plugin.Data.Xml;

/// <summary>Writes an element as the JSON that a workflow reads.</summary>
internal sealed class XmlToJson(HashSet<string> arrays, bool keepPrefixes, CancellationToken cancellationToken)
{
    public void Write(Utf8JsonWriter json, XElement element)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var attributes = element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).ToList();
        if (!element.HasElements && attributes.Count == 0)
        {
            json.WriteStringValue(element.Value);
            return;
        }

        json.WriteStartObject();
        foreach (var attribute in attributes.DistinctBy(attribute => Name(attribute.Name, element)))
        {
            json.WriteString("@" + Name(attribute.Name, element), attribute.Value);
        }

        foreach (var group in element.Elements().GroupBy(NameOf, StringComparer.Ordinal))
        {
            json.WritePropertyName(group.Key);
            WriteGroup(json, [.. group]);
        }

        var text = string.Concat(element.Nodes().OfType<XText>().Select(node => node.Value));
        if (!string.IsNullOrWhiteSpace(text))
        {
            json.WriteString("#text", text.Trim());
        }

        json.WriteEndObject();
    }

    public string NameOf(XElement element) => Name(element.Name, element);

    private void WriteGroup(Utf8JsonWriter json, List<XElement> group)
    {
        var isArray = group.Count > 1 || arrays.Contains(NameOf(group[0]));
        if (isArray)
        {
            json.WriteStartArray();
        }

        foreach (var element in group)
        {
            Write(json, element);
        }

        if (isArray)
        {
            json.WriteEndArray();
        }
    }

    private string Name(XName name, XElement scope) =>
        keepPrefixes && name.Namespace != XNamespace.None && scope.GetPrefixOfNamespace(name.Namespace) is { Length: > 0 } prefix
            ? prefix + ":" + name.LocalName
            : name.LocalName;
}
