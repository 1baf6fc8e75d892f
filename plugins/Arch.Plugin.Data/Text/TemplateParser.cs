using System.Globalization;
using Arch.Plugin.Data.Content;
using Arch.Sdk;

namespace Arch.Plugin.Data.Text;

/// <summary>Reads templates: a part of Mustache without code, partials or other delimiters.</summary>
internal sealed class TemplateParser
{
    private const int MaxDepth = 32;

    private readonly string _text;
    private readonly Stack<(string Path, int Line, bool IsInverted, List<TemplatePart> Parts)> _open = new();
    private List<TemplatePart> _parts = [];
    private int _position;
    private int _line = 1;

    private TemplateParser(string text) => _text = text;

    /// <exception cref="StepException"><c>invalid_template</c>, with the line.</exception>
    public static IReadOnlyList<TemplatePart> Parse(string text) => new TemplateParser(text).Read();

    private List<TemplatePart> Read()
    {
        while (_position < _text.Length)
        {
            var start = _text.IndexOf("{{", _position, StringComparison.Ordinal);
            var end = start < 0 ? _text.Length : start;
            if (end > _position)
            {
                _parts.Add(new TemplatePart.Literal(_text[_position..end]));
            }

            Advance(end);
            if (start >= 0)
            {
                ReadTag();
            }
        }

        return _open.TryPeek(out var section)
            ? throw Invalid(section.Line, $"the section '{section.Path}' is not closed: '{{{{/{section.Path}}}}}' is missing.")
            : _parts;
    }

    private void ReadTag()
    {
        var isRaw = _text.AsSpan(_position).StartsWith("{{{");
        var (opening, closing) = isRaw ? ("{{{", "}}}") : ("{{", "}}");
        var end = _text.IndexOf(closing, _position + opening.Length, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Invalid(_line, $"'{opening}' is not closed by '{closing}'.");
        }

        var line = _line;
        var content = _text[(_position + opening.Length)..end];
        Advance(end + closing.Length);
        if (isRaw)
        {
            _parts.Add(new TemplatePart.Variable(NamesOf(PathOf(content, line)), line, IsRaw: true));
            return;
        }

        switch (content.Length == 0 ? ' ' : content[0])
        {
            case '!':
                break;
            case '#' or '^':
                Open(PathOf(content[1..], line), line, content[0] == '^');
                break;
            case '/':
                Close(PathOf(content[1..], line), line);
                break;
            case '&':
                _parts.Add(new TemplatePart.Variable(NamesOf(PathOf(content[1..], line)), line, IsRaw: true));
                break;
            case '>' or '=':
                throw Invalid(line, $"'{{{{{content}}}}}' is not supported: there are no partials and no other delimiters.");
            default:
                _parts.Add(new TemplatePart.Variable(NamesOf(PathOf(content, line)), line, IsRaw: false));
                break;
        }
    }

    private void Open(string path, int line, bool isInverted)
    {
        if (_open.Count == MaxDepth)
        {
            throw Invalid(line, $"sections are nested deeper than {MaxDepth}.");
        }

        _open.Push((path, line, isInverted, _parts));
        _parts = [];
    }

    private void Close(string path, int line)
    {
        if (!_open.TryPop(out var section))
        {
            throw Invalid(line, $"'{{{{/{path}}}}}' closes a section that is not open.");
        }

        if (section.Path != path)
        {
            throw Invalid(line, $"'{{{{/{path}}}}}' closes '{path}', but '{section.Path}' of line {section.Line} is open.");
        }

        var parts = _parts;
        _parts = section.Parts;
        _parts.Add(new TemplatePart.Section(NamesOf(path), section.Line, section.IsInverted, parts));
    }

    private static string PathOf(string content, int line)
    {
        var path = content.Trim();
        var isPath = path == "." || (path.Length > 0 && path.Split('.').All(name => name.Length > 0 && !name.Any(IsOutsideOfNames)));
        return isPath ? path : throw Invalid(line, $"'{path}' is not a path such as 'customer.name'.");
    }

    private static string[] NamesOf(string path) => path == "." ? [] : path.Split('.');

    private static bool IsOutsideOfNames(char c) => char.IsWhiteSpace(c) || c is '{' or '}' or '#' or '^' or '/';

    private void Advance(int position)
    {
        _line += _text.AsSpan(_position..position).Count('\n');
        _position = position;
    }

    private static StepException Invalid(int line, string reason) =>
        new(Codes.InvalidTemplate, string.Create(CultureInfo.InvariantCulture, $"Line {line} of the template is not valid: {reason}"));
}
