using System.Globalization;
using System.Net;
using System.Text.Json;
using Arch.Plugin.Data.Content;
using Arch.Sdk;

namespace Arch.Plugin.Data.Text;

/// <summary>Writes a template's text. A path is looked for from the innermost section outwards.</summary>
internal sealed class TemplateRenderer(TextWriter writer, TemplateEscape escape, bool isStrict, CancellationToken cancellationToken)
{
    // Nested sections multiply: without a bound a short template over a long list would never end.
    private const int MaxParts = 1_000_000;

    private readonly List<JsonElement> _scopes = [];
    private int _written;

    public void Render(IReadOnlyList<TemplatePart> parts, JsonElement data)
    {
        _scopes.Add(data);
        RenderAll(parts);
    }

    private void RenderAll(IReadOnlyList<TemplatePart> parts)
    {
        foreach (var part in parts)
        {
            Count();
            switch (part)
            {
                case TemplatePart.Literal literal:
                    writer.Write(literal.Text);
                    break;
                case TemplatePart.Variable variable:
                    WriteValue(variable);
                    break;
                case TemplatePart.Section section:
                    cancellationToken.ThrowIfCancellationRequested();
                    RenderSection(section);
                    break;
            }
        }
    }

    private void Count()
    {
        if (++_written > MaxParts)
        {
            throw new StepException(Codes.TooLarge, $"The template writes more than {MaxParts} parts. Shorten the lists that it repeats.");
        }
    }

    private void WriteValue(TemplatePart.Variable variable)
    {
        if (Find(variable.Names) is not { } value)
        {
            if (isStrict)
            {
                throw new StepException(
                    Codes.InvalidTemplate,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Line {variable.Line} of the template uses '{string.Join('.', variable.Names)}', which the data does not have. Add it, or set 'strict: false'."));
            }

            return;
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null => "",
            _ => value.GetRawText(),
        };
        writer.Write(escape == TemplateEscape.Html && !variable.IsRaw ? WebUtility.HtmlEncode(text) : text);
    }

    private void RenderSection(TemplatePart.Section section)
    {
        var value = Find(section.Names) ?? default;
        if (section.IsInverted)
        {
            if (!IsThere(value))
            {
                RenderAll(section.Parts);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in value.EnumerateArray())
            {
                RenderWithin(element, section.Parts);
            }
        }
        else if (IsThere(value))
        {
            RenderWithin(value, section.Parts);
        }
    }

    private void RenderWithin(JsonElement scope, IReadOnlyList<TemplatePart> parts)
    {
        Count();
        _scopes.Add(scope);
        RenderAll(parts);
        _scopes.RemoveAt(_scopes.Count - 1);
    }

    private static bool IsThere(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.String => value.GetString()!.Length > 0,
        _ => true,
    };

    private JsonElement? Find(string[] names)
    {
        if (names.Length == 0)
        {
            return _scopes[^1];
        }

        for (var i = _scopes.Count - 1; i >= 0; i--)
        {
            if (_scopes[i].ValueKind == JsonValueKind.Object && _scopes[i].TryGetProperty(names[0], out var value))
            {
                return Follow(value, names);
            }
        }

        return null;
    }

    private static JsonElement? Follow(JsonElement value, string[] names)
    {
        for (var i = 1; i < names.Length; i++)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(names[i], out value))
            {
                return null;
            }
        }

        return value;
    }
}
