//! Where an appeal stands, and which part of the loop that is.

use crate::Stage;
use crate::facts::choices;

choices! {
    /// 诉求的状态 (law.md §2.3 A).
    pub enum State {
        /// 待完善: entered from a slip of which not everything is known.
        Incomplete = "incomplete",
        Registered = "registered",
        /// 待补材料.
        AwaitingMaterials = "awaiting_materials",
        Accepted = "accepted",
        /// 交办: a lower office has it and has not taken it on.
        Assigned = "assigned",
        Handling = "handling",
        /// 拟办结: waits for approval.
        Concluding = "concluding",
        Concluded = "concluded",
        /// 不予受理.
        Refused = "refused",
        /// 不再受理.
        NotAgain = "not_again",
        /// 转送、移送 to a unit outside.
        Referred = "referred",
        /// 引导法定程序.
        Guided = "guided",
        /// 反馈已送达.
        Delivered = "delivered",
        Evaluated = "evaluated",
        /// 重办, after 不满意.
        Reworking = "reworking",
        /// 负责人认定.
        Settled = "settled",
        Archived = "archived",
        /// 当场答复: the whole loop in one line.
        AnsweredOnSpot = "answered_on_spot",
        /// The matter itself lies in `sealed/`; this is its stub.
        Sealed = "sealed",
        /// 待接收: handed over by the office above, not taken in yet.
        Arrived = "arrived",
        /// 已转交: another office has it. Read from the hand-over; no move leads here.
        HandedOver = "handed_over",
        /// 已退回: it was wrongly received, and the record ends.
        HandedBack = "handed_back",
    }
}

impl State {
    pub fn stage(self) -> Stage {
        match self {
            Self::Incomplete | Self::Registered | Self::AwaitingMaterials | Self::Arrived => Stage::Collect,
            Self::Accepted | Self::Assigned | Self::Handling | Self::Concluding | Self::Reworking => {
                Stage::Handle
            }
            Self::Concluded | Self::Refused | Self::NotAgain | Self::Referred | Self::Guided => {
                Stage::Feedback
            }
            Self::Delivered | Self::Evaluated => Stage::Evaluate,
            Self::Settled | Self::Archived | Self::AnsweredOnSpot => Stage::Closed,
            Self::Sealed | Self::HandedOver | Self::HandedBack => Stage::None,
        }
    }
}
