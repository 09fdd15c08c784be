//! Asking to join, and what staff say (A11, R19).
//!
//! ```text
//!            approve
//!  waiting ----------> approved      the customer is made, or tagged
//!     |      refuse
//!     +--------------> refused       he may ask again
//! ```

use super::context::{Cx, Tell};
use super::customers::{Who, book, checked_tags, decide, in_common, whose_order};
use super::operation::{Reach, Transactional};
use super::page::{self, pages};
use crate::error::{Code, Error, Result, Violations};
use crate::model::customer::Customer;
use crate::model::enterprise::ShopAccess;
use crate::model::join_request::{JoinRequest, JoinState};
use crate::model::notice::NoticeKind;
use crate::store::{Query, Record, Value};
use crate::value::text::clean;
use crate::value::{CustomerId, Email, JoinRequestId, Label, UserId};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The wish of an address that waits for staff.
pub(crate) fn waiting(cx: &mut Cx<'_>, email_key: &str) -> Result<Option<JoinRequest>> {
    let q = Query::on(JoinRequest::TABLE, "by_waiting").eq(Value::text(email_key)).limit(1);
    Ok(cx.tx.find(&q)?.pop())
}

/// Asks to become a customer, or one of those who may shop: `join_requests.create`. Staff only, and
/// the host's own code, in the name of a shopper whose address it has verified. Who asks again
/// while his wish waits has one wish: what he says now stands.
///
/// Errors: `wrong_state` when he may shop already.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateJoinRequest {
    /// In whose shop.
    pub enterprise: String,
    /// His e-mail address, verified by the host (R19).
    pub email: String,
    /// The host's user behind him.
    #[serde(default)]
    pub user: Option<String>,
    /// First name.
    #[serde(default)]
    pub first_name: Option<String>,
    /// Last name.
    #[serde(default)]
    pub last_name: Option<String>,
    /// What he writes to the hub: at most 2,000 characters.
    #[serde(default)]
    pub message: Option<String>,
}

/// What a wish says of its shopper, checked.
struct Wish {
    email: Email,
    user: Option<UserId>,
    first_name: Option<Label>,
    last_name: Option<Label>,
    message: Option<String>,
}

impl CreateJoinRequest {
    fn checked(&self) -> Result<Wish> {
        let mut v = Violations::new();
        let email = v.check("email", Email::new(&self.email));
        let user = v.check_opt("user", self.user.as_deref(), UserId::new);
        let mut name = |path, text: &Option<String>| {
            v.check(path, Label::optional(text.as_deref().unwrap_or_default()))
        };
        let first_name = name("first_name", &self.first_name);
        let last_name = name("last_name", &self.last_name);
        let message = checked_text(&mut v, "message", self.message.as_deref());
        v.finish((|| {
            let (email, user) = (email?, user?);
            let (first_name, last_name, message) = (first_name?, last_name?, message?);
            Some(Wish { email, user, first_name, last_name, message })
        })())
    }
}

/// A text of up to 2,000 characters; a blank one is none.
fn checked_text(v: &mut Violations, path: &str, text: Option<&str>) -> Option<Option<String>> {
    let text = v.check_opt(path, text, |text| clean(text, 2000))?;
    Some(text.filter(|text| !text.is_empty()))
}

impl Transactional for CreateJoinRequest {
    const NAME: &'static str = "join_requests.create";
    const MUTATES: bool = true;
    type Response = JoinRequest;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<JoinRequest> {
        let wish = self.checked()?;
        let who = Who { email: Some(wish.email.clone()), user: wish.user.clone() };
        if decide(cx, &who)?.allowed {
            let message = "he may shop already: there is nothing to ask for";
            return Err(Error::new(Code::WrongState, message).at("email"));
        }
        let home = cx.home()?;
        let before = waiting(cx, &wish.email.key())?;
        let known = whose_order(cx, &wish.email)?.map(|(customer, _)| customer.id);
        let request = JoinRequest {
            enterprise: home.id.clone(),
            id: before.as_ref().map_or_else(|| JoinRequestId(cx.new_id()), |before| before.id),
            email: Some(wish.email),
            user: wish.user,
            first_name: wish.first_name,
            last_name: wish.last_name,
            message: wish.message,
            state: JoinState::Waiting,
            customer: known,
            reason: None,
            asked_at: before.as_ref().map_or(cx.now, |before| before.asked_at),
            decided_at: None,
            decided_by: None,
            version: before.as_ref().map_or(1, |before| before.version.saturating_add(1)),
        };
        match before {
            Some(_) => cx.tx.update(&home, std::slice::from_ref(&request))?,
            None => {
                cx.tx.insert_new(&home, std::slice::from_ref(&request))?;
                tell(cx, NoticeKind::JoinRequested, None, request.id)?;
            }
        }
        cx.log(request.id, json!({ "state": request.state }))?;
        Ok(request)
    }
}

/// Notices name the wish alone: who is erased later stands in none of them.
fn tell(
    cx: &mut Cx<'_>,
    kind: NoticeKind,
    customer: Option<CustomerId>,
    id: JoinRequestId,
) -> Result<()> {
    let facts = json!({ "join_request": id }).into();
    cx.tell(Tell { kind, customer, cycle: None, order: None, facts })
}

pages! {
    /// Wishes to join, in the order in which they came.
    JoinRequestPage of JoinRequest;
}

/// Lists wishes to join: `join_requests.list`, in the order in which they came. Staff only.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListJoinRequests {
    /// In whose shop.
    pub enterprise: String,
    /// Only those in this state.
    #[serde(default)]
    pub state: Option<JoinState>,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListJoinRequests {
    const NAME: &'static str = "join_requests.list";
    const MUTATES: bool = false;
    type Response = JoinRequestPage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<JoinRequestPage> {
        let limit = page::limit_of(self.limit)?;
        let q = match self.state {
            None => Query::on(JoinRequest::TABLE, "primary"),
            Some(state) => Query::on(JoinRequest::TABLE, "by_state").eq(state),
        };
        let q = page::resume(q, self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<JoinRequest>(&q)?;
        let (items, next_page) = page::cut(&q, |request| cx.tx.row_of(request), limit, rows);
        Ok(JoinRequestPage { items, next_page })
    }
}

/// Loads a wish that waits.
fn load_waiting(cx: &mut Cx<'_>, id: JoinRequestId) -> Result<(JoinRequest, Email)> {
    let request: JoinRequest = cx.load("join request", id)?;
    match (request.state, request.email.clone()) {
        (JoinState::Waiting, Some(email)) => Ok((request, email)),
        (state, _) => {
            let message = format!("the join request is {state} already: he may ask again");
            Err(Error::new(Code::WrongState, message).with("state", state))
        }
    }
}

/// Notes what staff decided.
fn decided(cx: &mut Cx<'_>, request: &mut JoinRequest, state: JoinState) -> Result<()> {
    let home = cx.home()?;
    request.state = state;
    request.decided_at = Some(cx.now);
    request.decided_by = Some(cx.actor.author());
    request.version = request.version.saturating_add(1);
    cx.tx.update(&home, std::slice::from_ref(request))?;
    cx.log(request.id, json!({ "state": state }))
}

/// Lets somebody in: `join_requests.approve`. His address finds its customer, who is tagged and
/// taken out of the archive, or makes one. Where the shop is for tagged customers and none of its
/// tags is given or there, the first of them is added. Staff only.
///
/// Errors: `wrong_state` when it was decided already.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ApproveJoinRequest {
    /// In whose shop.
    pub enterprise: String,
    /// Which.
    pub join_request: JoinRequestId,
    /// Tags that the customer gets beside those that he has.
    #[serde(default)]
    pub tags: Vec<String>,
}

/// Somebody who was let in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JoinApproved {
    /// The wish.
    pub join_request: JoinRequest,
    /// The customer that he became, or was already.
    pub customer: Customer,
}

impl Transactional for ApproveJoinRequest {
    const NAME: &'static str = "join_requests.approve";
    const MUTATES: bool = true;
    type Response = JoinApproved;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<JoinApproved> {
        let (mut request, email) = load_waiting(cx, self.join_request)?;
        let mut v = Violations::new();
        let tags = checked_tags(&mut v, &self.tags);
        let tags = v.finish(tags)?;
        let customer = match whose_order(cx, &email)? {
            Some((before, _)) => let_in(cx, before, &request, tags)?,
            None => {
                let mut customer = book::empty(cx)?;
                customer.email = Some(email);
                customer.email_default = true;
                customer.first_name = request.first_name.clone();
                customer.last_name = request.last_name.clone();
                customer.user = request.user.clone();
                customer.tags = with_access(cx, tags)?;
                book::add(cx, std::slice::from_mut(&mut customer))?;
                cx.log(customer.id, json!({ "email": customer.email, "tags": customer.tags }))?;
                customer
            }
        };
        request.customer = Some(customer.id);
        decided(cx, &mut request, JoinState::Approved)?;
        tell(cx, NoticeKind::JoinApproved, Some(customer.id), request.id)?;
        Ok(JoinApproved { join_request: request, customer })
    }
}

/// Gives a customer who is there what he needs to shop.
fn let_in(
    cx: &mut Cx<'_>,
    before: Customer,
    request: &JoinRequest,
    mut tags: Vec<Label>,
) -> Result<Customer> {
    tags.extend(before.tags.iter().cloned());
    let mut after = Customer { archived_at: None, ..before.clone() };
    after.tags = with_access(cx, tags)?;
    after.user = after.user.or_else(|| request.user.clone());
    let facts = json!({ "tags": after.tags, "archived_at": null, "user": after.user });
    book::change_one(cx, before, after, facts)
}

/// The tags, sorted, with one that lets into the shop.
fn with_access(cx: &Cx<'_>, mut tags: Vec<Label>) -> Result<Vec<Label>> {
    if let ShopAccess::Tagged { tags: needed } = &cx.enterprise()?.settings.shop_access
        && !in_common(needed, &tags)
    {
        tags.extend(needed.first().cloned());
    }
    tags.sort();
    tags.dedup();
    Ok(tags)
}

/// Says no: `join_requests.refuse`. His customer is told, where there is one; anybody else the host
/// tells itself. He may ask again. Staff only.
///
/// Errors: `wrong_state` when it was decided already.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RefuseJoinRequest {
    /// In whose shop.
    pub enterprise: String,
    /// Which.
    pub join_request: JoinRequestId,
    /// Why: at most 2,000 characters.
    #[serde(default)]
    pub reason: Option<String>,
}

impl Transactional for RefuseJoinRequest {
    const NAME: &'static str = "join_requests.refuse";
    const MUTATES: bool = true;
    type Response = JoinRequest;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<JoinRequest> {
        let (mut request, email) = load_waiting(cx, self.join_request)?;
        let mut v = Violations::new();
        let reason = checked_text(&mut v, "reason", self.reason.as_deref());
        request.reason = v.finish(reason)?;
        request.customer = whose_order(cx, &email)?.map(|(customer, _)| customer.id);
        decided(cx, &mut request, JoinState::Refused)?;
        if let Some(customer) = request.customer {
            tell(cx, NoticeKind::JoinRefused, Some(customer), request.id)?;
        }
        Ok(request)
    }
}
