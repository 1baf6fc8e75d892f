using System.Globalization;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Http;

/// <summary>Finds the request of the next page.</summary>
internal sealed class Pager
{
    private readonly PageRule _rule;
    private readonly RequestPlan _first;
    private readonly Uri? _root;
    private long _number;

    /// <exception cref="StepException">http_input: the rule lacks what its kind needs.</exception>
    public Pager(PageRule rule, RequestPlan first, Uri? root)
    {
        _rule = rule;
        _first = first;
        _root = root;
        if (rule.By is PageBy.NextUrl or PageBy.Cursor && string.IsNullOrEmpty(rule.Field))
        {
            throw HttpFailures.Input($"'next' goes by {Name}, and needs 'field': where it is in the body.");
        }

        if (IsByParameter && string.IsNullOrEmpty(rule.Parameter))
        {
            throw HttpFailures.Input($"'next' goes by {Name}, and needs 'parameter': what takes it in the address.");
        }

        if (!IsByParameter && rule.Start is not null)
        {
            throw HttpFailures.Input($"'next' goes by {Name}, and cannot have 'start': give the address to begin with as 'url'.");
        }

        _number = IsByNumber ? Start() : 0;
    }

    private bool IsByParameter => IsByNumber || _rule.By == PageBy.Cursor;

    private bool IsByNumber => _rule.By is PageBy.Page or PageBy.Offset;

    private string Name => JsonNamingPolicy.SnakeCaseLower.ConvertName(_rule.By.ToString());

    /// <summary>Gives the first page.</summary>
    public Page First()
    {
        var start = IsByNumber ? _number.ToString(CultureInfo.InvariantCulture) : _rule.Start is { } cursor ? Text(cursor) : null;
        return start is null ? new Page(_first, _first.Address.AbsoluteUri) : new Page(WithParameter(start), start);
    }

    /// <summary>Gives the page after one; <see langword="null"/> when that was the last.</summary>
    /// <param name="page">The request that was answered.</param>
    /// <param name="response">The answer.</param>
    /// <param name="body">Its body.</param>
    /// <param name="count">How many items it had.</param>
    public Page? After(RequestPlan page, HttpResponseMessage response, JsonElement body, int count)
    {
        if (IsByNumber)
        {
            if (count == 0 || count < _rule.Size)
            {
                return null;
            }

            _number += _rule.By == PageBy.Page ? 1 : count;
            var number = _number.ToString(CultureInfo.InvariantCulture);
            return new Page(WithParameter(number), number);
        }

        var next = _rule.By == PageBy.LinkHeader ? LinkHeader.Next(response)
            : JsonField.Find(body, _rule.Field) is { } value ? Text(value)
            : null;
        return string.IsNullOrEmpty(next) ? null
            : _rule.By == PageBy.Cursor ? new Page(WithParameter(next), next)
            : Follow(page, next);
    }

    private Page Follow(RequestPlan page, string next)
    {
        if (!Uri.TryCreate(page.Address, next, out var address) || !RequestAddress.IsHttp(address) || address.UserInfo.Length > 0)
        {
            throw new StepException("http_page", $"{page.Name} names '{RequestAddress.Shorten(next)}' as its next page, which is no plain http or https address.");
        }

        var stays = RequestAddress.IsSameOrigin(_first.Address, address) && (_root is null || RequestAddress.IsBelow(_root, address));
        if (!stays && !_rule.AllowOtherOrigins)
        {
            var bounds = (_root ?? _first.Address).GetLeftPart(_root is null ? UriPartial.Authority : UriPartial.Path);
            throw new StepException(
                "http_page",
                $"{page.Name} names '{address.GetLeftPart(UriPartial.Path)}' as its next page, which is not below '{bounds}'. Say 'allow_other_origins' to follow it without credentials.");
        }

        var plan = page.RedirectTo(address, asGet: false);
        return new Page(plan, plan.Address.AbsoluteUri);
    }

    private RequestPlan WithParameter(string value) =>
        _first.RedirectTo(RequestAddress.With(_first.Address, _rule.Parameter!, value), asGet: false); // given, as the constructor saw

    private long Start()
    {
        if (_rule.Start is not { } start)
        {
            return _rule.By == PageBy.Page ? 1 : 0;
        }

        return long.TryParse(Text(start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw HttpFailures.Input($"'next' goes by {Name}; its 'start' must be a whole number.");
    }

    private string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        // false is how some servers say that there is no more
        JsonValueKind.Null or JsonValueKind.False => null,
        var kind => throw new StepException("http_page", $"The next page at '{_rule.Field}' is of the kind {kind}; it must be text or a number."),
    };

    /// <summary>A page to be asked for.</summary>
    /// <param name="Request">The request.</param>
    /// <param name="Mark">Its address, cursor, number or offset.</param>
    internal sealed record Page(RequestPlan Request, string Mark);
}
